// The database behind a seam that has room for a second engine: one SQL dialect ($1…), transactions as
// values, every statement bound to a tenant. Only this folder speaks SQL; repositories (clients.h,
// invoices.h, …) are what others use.
//
//   auto client = db.read([&](Tx& tx) { return Clients(tx, tenant).find(id); });
//   auto saved  = db.write([&](Tx& tx) -> Result<std::string> { … });   // an Error rolls back
//
// SQLite: one writer connection (which alone checkpoints) behind a mutex, several read-only readers, a lock
// file against a second process. A read sees one snapshot. Failing storage throws StorageError: it ends the
// request.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/log.h"

namespace every::store {

struct StorageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Whose rows. There is no statement without one; `Tenant::system()` is for what belongs to no workspace
// (users, sign-in sessions, migrations) and is named so that a reader stops at it.
class Tenant {
 public:
  explicit Tenant(std::string workspace_id) : id_(std::move(workspace_id)) {}
  static Tenant system() { return Tenant("*"); }
  const std::string& id() const { return id_; }
  bool operator==(const Tenant&) const = default;

 private:
  std::string id_;
};

class Tx;  // an open transaction; its members are store/'s business (tx.h)

class Database {
 public:
  struct Options {
    std::string url;  // "sqlite:PATH"
    int readers = 4;
  };
  // Opens, migrates to the newest schema. Error: storage_failed (locked by another process, unreadable, newer
  // schema).
  static Result<std::unique_ptr<Database>> open(const Options& options, Log& log);
  virtual ~Database() = default;

  // Runs `f(Tx&)` on a read-only snapshot.
  template <class F>
  auto read(F&& f) {
    using R = std::invoke_result_t<F, Tx&>;
    std::optional<R> out;
    run_read([&](Tx& tx) { out.emplace(f(tx)); });
    return std::move(*out);
  }
  // Runs `f(Tx&)` in the one write transaction; commits unless f returns an Error or throws. `void` is
  // allowed.
  template <class F>
  auto write(F&& f) {
    using R = std::invoke_result_t<F, Tx&>;
    if constexpr (std::is_void_v<R>) {
      run_write([&](Tx& tx) {
        f(tx);
        return true;
      });
    } else {
      std::optional<R> out;
      run_write([&](Tx& tx) {
        out.emplace(f(tx));
        if constexpr (requires { out->ok(); }) return out->ok();
        return true;
      });
      return std::move(*out);
    }
  }
  // One row written and read back: for /readyz.
  virtual bool healthy() = 0;
  virtual std::int64_t bytes_on_disk() = 0;
  // Takes what was deleted or replaced out of the files as well: after personal data was erased. May take
  // seconds on a large database. False: somebody is reading what was there before; try again later. An engine
  // whose files keep nothing of that kind has nothing to do.
  virtual bool scrub() { return true; }

 protected:
  virtual void run_read(const std::function<void(Tx&)>& body) = 0;
  virtual void run_write(const std::function<bool(Tx&)>& body) = 0;
};

// A window of a sorted list. `total` counts all that match.
template <class T>
struct Window {
  std::vector<T> items;
  std::int64_t total = 0;
};

struct Slice {
  std::string sort;  // a name the repository knows; unknown = its default
  bool descending = false;
  std::int64_t offset = 0;
  std::int64_t limit = 100;  // 1 to 500
};

}  // namespace every::store
