#include "app/permissions.h"

#include <algorithm>

namespace every::app {
namespace {

constexpr std::string_view kReadOnly = "Your role is read-only.";
constexpr std::string_view kOtherRole = "Ask an administrator for another role.";
constexpr std::string_view kAdmins = "Only an owner or administrator can do this.";
constexpr std::string_view kAskAdmin = "Ask an administrator of the workspace.";

//                                                                          owner admin member viewer
constexpr std::array kTable = {
    PermissionRow{Permission::read,
                  "records.read",
                  "See clients, deals, documents, payments and syncs",
                  {true, true, true, true},
                  "Your role allows nothing here.",
                  kOtherRole},
    PermissionRow{Permission::account,
                  "account.own",
                  "Change their own name and password, end their sessions",
                  {true, true, true, true},
                  "Your role allows nothing here.",
                  kOtherRole},
    PermissionRow{Permission::edit,
                  "records.write",
                  "Create, change and delete clients, contacts and notes, change deals",
                  {true, true, true, false},
                  kReadOnly,
                  kOtherRole},
    PermissionRow{Permission::invoice,
                  "invoices.write",
                  "Write, issue and send invoices and proposals, record payments",
                  {true, true, true, false},
                  kReadOnly,
                  kOtherRole},
    PermissionRow{Permission::sync,
                  "sync.run",
                  "Start and cancel syncs, decide matches, import and undo",
                  {true, true, true, false},
                  kReadOnly,
                  kOtherRole},
    PermissionRow{Permission::manage,
                  "settings.write",
                  "Change settings, the mail server and the HubSpot connection",
                  {true, true, false, false},
                  kAdmins,
                  kAskAdmin},
    PermissionRow{Permission::people,
                  "people.manage",
                  "Invite and remove people, change their roles",
                  {true, true, false, false},
                  kAdmins,
                  kAskAdmin},
    PermissionRow{Permission::audit,
                  "audit.read",
                  "Read and export the audit log",
                  {true, true, false, false},
                  kAdmins,
                  kAskAdmin},
    PermissionRow{Permission::tokens,
                  "tokens.manage",
                  "Make and revoke access tokens",
                  {true, true, false, false},
                  kAdmins,
                  kAskAdmin},
    PermissionRow{Permission::notes,
                  "notes.manage",
                  "Change and delete notes of other people",
                  {true, true, false, false},
                  kAdmins,
                  kAskAdmin},
    PermissionRow{Permission::own,
                  "workspace.own",
                  "Decide who is an owner, hand the workspace over, plug in a language model",
                  {true, false, false, false},
                  "Only an owner can do this.",
                  "Ask an owner of the workspace."},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i)
    if (static_cast<std::size_t>(kTable[i].permission) != i) return false;
  return kTable.size() == static_cast<std::size_t>(Permission::own) + 1;
}
static_assert(in_order(), "every permission has its row");

constexpr std::array kTokenScopes = {Permission::read, Permission::edit,   Permission::invoice,
                                     Permission::sync, Permission::manage, Permission::audit};

}  // namespace

std::span<const Permission> token_scopes() {
  return kTokenScopes;
}

std::span<const PermissionRow> permissions() {
  return kTable;
}

const PermissionRow& row_of(Permission permission) {
  return kTable[static_cast<std::size_t>(permission)];
}

bool is_role(std::string_view role) {
  return std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

bool may(std::string_view role, Permission permission) {
  const auto at = std::find(kRoles.begin(), kRoles.end(), role);
  return at != kRoles.end() && row_of(permission).of[static_cast<std::size_t>(at - kRoles.begin())];
}

std::vector<std::string_view> permissions_of(std::string_view role) {
  std::vector<std::string_view> out;
  for (const PermissionRow& row : kTable)
    if (may(role, row.permission)) out.push_back(row.name);
  return out;
}

}  // namespace every::app
