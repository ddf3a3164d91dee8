// The built web client, served from memory: everything is read once at start, so that no request ever names a
// path of the file system.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/message.h"

namespace every::http {

class Files {
 public:
  // Reads `dir` with the .br and .gz siblings of its files. A directory that is not there is not an error:
  // serve() then says how to build the client. Error: storage_failed (unreadable, or more than a web client
  // can be).
  static Result<Files> load(const std::string& dir);

  // GET and HEAD of a file by request.path; a path that names no file and looks like none ("/clients/7") gets
  // the page, where the client's own router takes over. `nonce` is fresh for every request (URL-safe
  // characters only) and replaces __CSP_NONCE__ in the page. Thread-safe.
  Response serve(const Request& request, std::string_view nonce) const;

  bool empty() const { return files_.empty(); }

 private:
  struct Variant {
    std::string body;
    std::string etag;
  };
  struct File {
    std::string type;
    Variant plain;
    std::optional<Variant> br;
    std::optional<Variant> gz;
  };

  Response page(std::string_view nonce) const;
  Response file(const Request& request, const std::string& path, const File& file) const;

  std::map<std::string, File, std::less<>> files_;  // by URL path: "/assets/index-3f2a.js"
};

}  // namespace every::http
