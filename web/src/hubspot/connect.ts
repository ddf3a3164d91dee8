import { api, unwrap } from '../api/client';

// Off to HubSpot's own page; it comes back to this address with ?hubspot=…. `otherAccount`: the person agreed to another
// account than the one of before. `step`: of the sync dialog, to which it comes back.
export async function connect(otherAccount = false, step?: string): Promise<void> {
  const returnTo = `/settings/integrations/hubspot${step ? `?import=1&step=${step}` : ''}`;
  const { url } = await unwrap(api.GET('/api/hubspot/auth/url', { params: { query: { returnTo, ...(otherAccount ? { otherAccount: true } : {}) } } }));
  location.assign(url);
}
