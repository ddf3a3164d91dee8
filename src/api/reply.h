// Answers: resources as JSON, errors as problem documents (RFC 9457).
#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "http/message.h"

namespace every::api {

http::Response reply(int status, const json::value& body);
// With ETag "\"7\"" of the row's version.
http::Response reply(int status, const json::value& body, std::int64_t version);
http::Response created(const std::string& location, const json::value& body, std::int64_t version);
http::Response no_content();
// A file to keep. `format`: csv (also when it is "") or ndjson.
http::Response attachment(std::string text, const std::string& name, std::string_view format);
// A PDF to look at.
http::Response pdf_reply(const std::string& bytes, const std::string& file_name);
// Content-Disposition by RFC 6266: the plain name for old readers, the exact one for the rest. `kind`: inline
// or attachment.
std::string disposition(std::string_view kind, const std::string& name);

// `reference` also goes to the log with the path, so that a person's screenshot finds its line.
http::Response problem(const Error& error, const std::string& reference);
std::string new_reference(Random& random);

}  // namespace every::api
