// What tests of deals share: the board's columns and counts, and changes that name the version they know.
#pragma once

#include "api/hubspot_test_support.h"

namespace every::api {

class DealsTest : public HubSpotApiTest {
 protected:
  std::string tag(const std::string& path) { return std::string(get(path).headers.get("ETag").value_or("")); }
  // With the tag that is there now, unless another is named.
  http::Response patch(const std::string& path, const json::value& body, std::string etag = {}) {
    if (etag.empty()) etag = tag(path);
    return call(http::Method::patch, path, json::serialize(body), {{"If-Match", etag}});
  }
  json::object column(std::string_view stage) {
    const json::object board = ok(get("/api/pipeline?pipeline=default"));
    for (const auto& one : board.at("stages").as_array())
      if (text(one, "id") == stage) return one.as_object();
    ADD_FAILURE() << "no stage " << stage;
    return {};
  }
  // Won deals that wait for their invoice.
  std::int64_t waiting() {
    return number(ok(get("/api/pipeline?pipeline=default")).at("summary").at("wonNotInvoiced"), "count");
  }
  // The code, and pointer and code of the first thing that is wrong.
  std::string wrong(const http::Response& answer, int status) {
    const std::string code = problem(answer, status);
    const json::object document = parsed(answer);
    const json::array& errors = document.at("errors").as_array();
    return errors.empty() ? code
                          : code + " " + text(errors.at(0), "pointer") + " " + text(errors.at(0), "code");
  }
};

}  // namespace every::api
