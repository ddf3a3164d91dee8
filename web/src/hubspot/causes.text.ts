// Why records need a person, and what helps.
import { catalogue, number, plural } from '../text/catalogue';

const en = {
  tryThese: 'Try these again',
  syncItself: 'The sync itself',
  view: 'View',
  chooseClient: 'Choose a client',
  causes: {
    contact_no_email: (n: number) => plural(n, { one: '1 contact has no email address', other: `${number(n)} contacts have no email address` }),
    contact_bad_email: (n: number) => plural(n, { one: "1 contact has an email that isn't an address", other: `${number(n)} contacts have an email that isn't an address` }),
    match_undecided: (n: number) => plural(n, { one: '1 contact matches a client here', other: `${number(n)} contacts match clients here` }),
    match_many: (n: number) => plural(n, { one: '1 contact matches several clients here', other: `${number(n)} contacts match several clients here` }),
    deal_no_contact: (n: number) => plural(n, { one: '1 deal has no contact in HubSpot', other: `${number(n)} deals have no contact in HubSpot` }),
    deal_no_client: (n: number) => plural(n, { one: '1 deal has no client here', other: `${number(n)} deals have no client here` }),
    deal_stage_unknown: (n: number) => plural(n, { one: '1 deal is in a stage that is not known', other: `${number(n)} deals are in a stage that is not known` }),
    deal_amount_missing: (n: number) => plural(n, { one: '1 deal has no amount', other: `${number(n)} deals have no amount` }),
    currency_unknown: (n: number) => plural(n, { one: "1 deal has a currency that isn't known here", other: `${number(n)} deals have a currency that isn't known here` }),
    value_too_long: (n: number) => plural(n, { one: '1 value was too long and was shortened', other: `${number(n)} values were too long and were shortened` }),
    field_type: (n: number) => plural(n, { one: "1 property can't go into its field", other: `${number(n)} properties can't go into their fields` }),
    property_gone: (n: number) => plural(n, { one: '1 property no longer exists in HubSpot', other: `${number(n)} properties no longer exist in HubSpot` }),
    list_gone: (n: number) => plural(n, { one: '1 list no longer exists in HubSpot', other: `${number(n)} lists no longer exist in HubSpot` }),
    removed_in_hubspot: (n: number) => plural(n, { one: '1 contact no longer exists in HubSpot', other: `${number(n)} contacts no longer exist in HubSpot` }),
    merged_in_hubspot: (n: number) => plural(n, { one: '1 contact was merged in HubSpot', other: `${number(n)} contacts were merged in HubSpot` }),
  },
};
export type Words = typeof en;
export const text = catalogue(en, () => import('./causes.text.de'));
