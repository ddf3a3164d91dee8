// HubSpot's official Node SDK against the sandbox: every call that Every's client makes, and every other read.
// {name, run(world), wrong}: `wrong` calls send what the descriptions forbid, to be refused.
import { associations } from './calls/associations.mjs';
import { behaviour } from './calls/behaviour.mjs';
import { dated } from './calls/dated.mjs';
import { limits } from './calls/limits.mjs';
import { lists } from './calls/lists.mjs';
import { money } from './calls/money.mjs';
import { oauth } from './calls/oauth.mjs';
import { records } from './calls/records.mjs';
import { searches } from './calls/search.mjs';
import { settings } from './calls/settings.mjs';
import { webhooks } from './calls/webhooks.mjs';

export const calls = [...settings, ...records, ...searches, ...associations, ...lists, ...money, ...dated, ...behaviour, ...oauth, ...webhooks, ...limits];
