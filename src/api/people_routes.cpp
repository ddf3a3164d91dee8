// The workspace's people: roles, invitations.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/invitations.h"
#include "app/people.h"
#include "app/reader.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::value person_json(const store::User& u) {
  json::object out = user_json(u).as_object();
  out["joinedAt"] = time_json(u.joined_at);
  out["lastSeenAt"] = time_json(u.seen_at);
  return out;
}

json::value invitation_json(const app::InvitationView& view) {
  const store::Invitation& i = view.invitation;
  json::object out{{"id", i.id},
                   {"email", i.email},
                   {"role", i.role},
                   {"invitedBy", i.invited_by},
                   {"createdAt", time_json(i.created_at)},
                   {"expiresAt", time_json(i.expires_at)},
                   {"url", text_or_null(view.url)},
                   {"mail", nullptr}};
  if (view.mail)
    out["mail"] = json::object{{"state", view.mail->state},
                               {"problem", text_or_null(ours(view.mail->problem))},
                               {"sentAt", time_json(view.mail->sent_at)}};
  return out;
}

Result<http::Response> list(const Call& c) {
  EVERY_TRY(users, app::people(c.app, c.actor));
  json::array items;
  for (const auto& user : users) items.push_back(person_json(user));
  return reply(200, list_json(std::move(items), static_cast<std::int64_t>(users.size())));
}

Result<http::Response> change_role(const Call& c) {
  EVERY_TRY(user, app::change_role(c.app, c.actor, c.path("id"), c.body));
  return reply(200, user_json(user));
}

Result<http::Response> remove(const Call& c) {
  EVERY_CHECK(app::remove_person(c.app, c.actor, c.path("id")));
  return no_content();
}

Result<http::Response> hand_over(const Call& c) {
  EVERY_TRY(user, app::hand_over(c.app, c.actor, c.path("id")));
  return reply(200, user_json(user));
}

// The table as it is enforced, so that no screen says anything else.
Result<http::Response> roles(const Call&) {
  json::array items;
  for (const app::PermissionRow& row : app::permissions()) {
    json::array of;
    for (const std::string_view role : app::kRoles)
      if (app::may(role, row.permission)) of.emplace_back(json::string(role));
    items.push_back(json::object{
        {"name", json::string(row.name)}, {"what", json::string(row.what)}, {"roles", std::move(of)}});
  }
  const auto total = static_cast<std::int64_t>(items.size());
  return reply(200, list_json(std::move(items), total));
}

Result<http::Response> invitations(const Call& c) {
  EVERY_TRY(found, app::invitations(c.app, c.actor));
  json::array items;
  for (const auto& one : found) items.push_back(invitation_json(one));
  return reply(200, list_json(std::move(items), static_cast<std::int64_t>(found.size())));
}

Result<http::Response> invite(const Call& c) {
  EVERY_TRY(made, app::invite(c.app, c.actor, c.body));
  return reply(201, invitation_json(made));
}

Result<http::Response> renew(const Call& c) {
  EVERY_TRY(renewed, app::renew_invitation(c.app, c.actor, c.path("id")));
  return reply(200, invitation_json(renewed));
}

Result<http::Response> link(const Call& c) {
  EVERY_TRY(made, app::invitation_link(c.app, c.actor, c.path("id")));
  return reply(200, invitation_json(made));
}

Result<http::Response> revoke(const Call& c) {
  EVERY_CHECK(app::revoke_invitation(c.app, c.actor, c.path("id")));
  return no_content();
}

Result<http::Response> look(const app::App& app, const http::Request&, const json::value& body) {
  EVERY_TRY(face, app::look_at_invitation(app, body));
  return reply(200, json::object{{"email", face.email},
                                 {"role", face.role},
                                 {"invitedBy", face.invited_by},
                                 {"workspace", face.workspace},
                                 {"expiresAt", time_json(face.expires_at)}});
}

Result<http::Response> accept(const app::App& app, const http::Request& request, const json::value& body) {
  EVERY_TRY(done, app::accept_invitation(app, body, visit_of(request)));
  app::note_language(app, done.user.id, std::string(request.headers.get("accept-language").value_or("")));
  http::Response response = reply(201, session_json(done.user, done.workspace));
  response.headers.set("Set-Cookie", session_cookie(app.config, done.token));
  return response;
}

}  // namespace

void add_people_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/api/users", list);
  api.add(Method::put, "/api/users/{id}/role", change_role);
  api.add(Method::del, "/api/users/{id}", remove);
  api.add(Method::post, "/api/users/{id}/ownership", hand_over);
  api.add(Method::get, "/api/roles", roles);
  api.add(Method::get, "/api/invitations", invitations);
  api.add(Method::post, "/api/invitations", invite, Repeats::run_again);
  api.add(Method::post, "/api/invitations/{id}/resend", renew, Repeats::run_again);
  api.add(Method::post, "/api/invitations/{id}/link", link, Repeats::run_again);
  api.add(Method::del, "/api/invitations/{id}", revoke);
  api.open(Method::post, "/api/invitations/look", look);
  api.open(Method::post, "/api/invitations/accept", accept);
}

}  // namespace every::api
