#include <charconv>

#include "api/api.h"
#include "app/reader.h"
#include "app/sessions.h"
#include "base/sentence.h"

namespace every::api {
namespace {

// Words what the events say for the reader of this stream.
class WordedWriter final : public http::EventWriter {
 public:
  WordedWriter(std::shared_ptr<http::EventWriter> inner, const Wording& wording)
      : inner_(std::move(inner)), wording_(wording) {}
  bool send(std::string_view id, std::string_view event, std::string_view data) override {
    if (!has_sentences_in_json(data)) return inner_->send(id, event, data);
    return inner_->send(id, event, worded_json(std::string(data), wording_));
  }
  bool comment(std::string_view text) override { return inner_->comment(text); }
  bool open() const override { return inner_->open(); }
  void close() override { inner_->close(); }

 private:
  std::shared_ptr<http::EventWriter> inner_;
  const Wording& wording_;
};

}  // namespace

void add_event_routes(Api& api) {
  api.add(http::Method::get, "/api/events", [](const Call& c) -> Result<http::Response> {
    // A browser sends Last-Event-ID only with a stream that it takes up again by itself.
    std::optional<std::uint64_t> last;
    const std::string text(c.request.headers.get("last-event-id").value_or(c.query("after")));
    std::uint64_t n = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), n).ec == std::errc()) last = n;
    const Wording* wording = c.app.db.read([&](store::Tx& tx) {
      return &app::wording_of(tx, c.actor.tenant, c.actor.user_id, c.query("lang"));
    });
    http::Response response;
    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Accel-Buffering", "no");
    response.stream = [&events = c.app.events, tenant = c.actor.tenant, session = app::stream_key(c.actor),
                       last, wording](std::shared_ptr<http::EventWriter> writer) {
      events.subscribe(tenant, std::make_shared<WordedWriter>(std::move(writer), *wording), last, session);
    };
    return response;
  });
}

}  // namespace every::api
