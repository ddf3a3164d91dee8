// Words for problem codes. A code without words here is said in the server's own.
export const codeWords: Record<string, string> = {
  unreachable: "Can't reach the server. Nothing was changed.",
  internal: 'Something went wrong on our side. Nothing was changed.',
  wrong_credentials: 'Email or password is not right.',
  link_expired: 'This link is not valid any more: it was used, taken back, or is too old.',
  not_signed_in: 'You were signed out. Sign in to continue.',
  stale: 'Someone changed this since you opened it. Load it again before saving.',
  token_expired: 'HubSpot no longer accepts our access.',
  token_invalid: 'HubSpot does not accept this token.',
  scope_missing: 'A permission is missing in HubSpot.',
  oauth_denied: 'The request was declined in HubSpot.',
  oauth_state_invalid: 'This sign-in with HubSpot is no longer valid. Start again.',
  rate_limited: 'HubSpot asked us to slow down. It continues by itself.',
  daily_limit: "HubSpot's daily limit is used up. It continues after midnight.",
  network: "HubSpot couldn't be reached.",
  hubspot_down: 'HubSpot has a problem on its side.',
  invoice_empty: 'Add at least one line.',
};
