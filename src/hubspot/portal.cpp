#include "hubspot/portal.h"

namespace every::hubspot {

Portal::Portal(PortalOptions options, std::unique_ptr<TokenStore> store, const Services& services)
    : options_(std::move(options)),
      services_(services),
      store_(std::move(store)),
      meter_(services_.clock, services_.metrics),
      oauth_(options_.endpoints, options_.app, services_, &meter_),
      tokens_(*store_, oauth_, options_.connection, services_),
      quota_(options_.shared_quota ? options_.shared_quota
                                   : std::make_shared<Quota>(options_.quota, services_)) {
  if (!options_.time_zone.empty()) quota_->set_zone(options_.time_zone);
}

}  // namespace every::hubspot
