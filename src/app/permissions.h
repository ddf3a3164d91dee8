// The one table of what each role may do. Every use case asks it (context.h, `require`), the contract names
// its permissions (x-every-permission in api/openapi.yaml), and the screens show it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace every::app {

enum class Permission {
  read,     // everybody who is signed in
  account,  // their own name, password and sessions
  edit,     // clients, contacts, deals, notes
  invoice,  // drafts, issuing, payments
  sync,     // start, cancel, review, import
  manage,   // workspace, connection, rules
  people,   // invite, change roles, remove
  audit,    // read the audit log
  tokens,   // make and revoke access tokens
  notes,    // change and delete what other people wrote down
  own,      // who is an owner
};

inline constexpr std::array<std::string_view, 4> kRoles = {"owner", "admin", "member", "viewer"};

struct PermissionRow {
  Permission permission;
  std::string_view name;             // in the contract
  std::string_view what;             // for people: "Create, change and delete clients"
  std::array<bool, 4> of;            // of kRoles, in their order
  std::string_view refusal, refuge;  // what somebody without it is told, and what they can do
};
std::span<const PermissionRow> permissions();
const PermissionRow& row_of(Permission permission);

// What an access token can be made for; never people, other tokens, the workspace or an account.
std::span<const Permission> token_scopes();
// Scopes as one number: a bit for each permission.
inline constexpr unsigned kEveryScope = ~0U;
constexpr unsigned scope_bit(Permission permission) {
  return 1U << static_cast<unsigned>(permission);
}

bool is_role(std::string_view role);
// A role that there is none of may nothing.
bool may(std::string_view role, Permission permission);
std::vector<std::string_view> permissions_of(std::string_view role);  // names

}  // namespace every::app
