// Where HubSpot's descriptions are known to differ from HubSpot's server, by documentation and recordings: the one
// place where they are corrected. Nothing else is silenced.

const text = { type: 'string' };
const types = {
  '0-1': 'contacts', contact: 'contacts', '0-2': 'companies', company: 'companies', '0-3': 'deals', deal: 'deals',
  '0-8': 'line_items', line_item: 'line_items', '0-7': 'products', product: 'products', '0-14': 'quotes', quote: 'quotes',
};

// One spelling of a path for all that mean the same.
export const canonical = path => path
  // Type names, singular names and type ids are interchangeable; deals are described as 0-3 only.
  .replace(/^(\/crm\/(?:objects\/[^/]+|v3\/objects)\/)([^/]+)/, (all, before, type) => before + (types[type] ?? type))
  // The official SDK and the documentation use both orders, the description of v4 has one.
  .replace(/^\/crm\/v4\/associations\/([^/]+\/[^/]+\/labels)$/, '/crm/associations/v4/$1')
  // The older address of the custom objects' schemas, which recordings use.
  .replace(/^\/crm\/v3\/schemas$/, '/crm-object-schemas/v3/schemas');

const corrections = {
  // Values that are not set are null, in every recording.
  properties(schema) { for (const s of ['SimplePublicObject', 'SimplePublicObjectWithAssociations']) if (schema[s]) schema[s].properties.properties.additionalProperties = { type: 'string', nullable: true }; },
  // A JSON number on the wire, in every recording; and the plain type's label is null.
  associations(schema) {
    if (schema.MultiAssociatedObjectWithLabel) schema.MultiAssociatedObjectWithLabel.properties.toObjectId = { type: 'integer', format: 'int64' };
    if (schema.AssociationSpecWithLabel) schema.AssociationSpecWithLabel.properties.label = { type: 'string', nullable: true };
  },
  // Sorts are objects (a bare name works as well), one of them; 5 groups of 6 filters, not 6 groups; 200 a page.
  search(schema) {
    const request = schema.PublicObjectSearchRequest?.properties;
    if (!request) return;
    const sort = { type: 'object', required: ['propertyName', 'direction'], properties: { propertyName: text, direction: { enum: ['ASCENDING', 'DESCENDING'] } } };
    request.sorts = { type: 'array', maxItems: 1, items: { anyOf: [text, sort] } };
    Object.assign(request.filterGroups, { maxItems: 5 });
    Object.assign(request.limit, { minimum: 1, maximum: 200 });
    Object.assign(schema.FilterGroup.properties.filters, { maxItems: 6 });
  },
  // Documented limits that the descriptions keep to themselves.
  limits(schema) {
    if (schema.BatchReadInputSimplePublicObjectId) schema.BatchReadInputSimplePublicObjectId.properties.inputs.maxItems = 100;
    if (schema.BatchInputPublicFetchAssociationsBatchRequest) schema.BatchInputPublicFetchAssociationsBatchRequest.properties.inputs.maxItems = 1000;
  },
  // Of the error envelope every field may be absent: a 404 and a 429 often have no category. In a batch's errors
  // there are neither links nor errors, and the sub-category is a text.
  errors(schema) {
    if (schema.Error) schema.Error.required = ['message', 'correlationId'];
    if (!schema.StandardError) return;
    schema.StandardError.required = ['status', 'category', 'message', 'context'];
    schema.StandardError.properties.subCategory = text;
  },
  // HubSpot's own SDK does not send it.
  sensitivity(schema) { const read = schema.BatchReadInputPropertyName; if (read) read.required = read.required.filter(f => f !== 'dataSensitivity'); },
  // A deactivated owner has no userId.
  owners(schema) { if (schema.PublicOwner) schema.PublicOwner.properties.userId.nullable = true; },
  // What was changed comes as JSON in a text.
  audits(schema) { if (schema.PublicAuditInfo) schema.PublicAuditInfo.properties.rawObject = text; },
  // HubSpot's own associations of a schema have no dates, in every recording.
  schemas(schema) { for (const date of ['createdAt', 'updatedAt']) if (schema.AssociationDefinition) schema.AssociationDefinition.properties[date].nullable = true; },
  // Sizes and times of a list were recorded as numbers and as texts.
  lists(schema) { if (schema.PublicObjectListSearchResult) schema.PublicObjectListSearchResult.properties.additionalProperties.additionalProperties = { anyOf: [text, { type: 'number' }] }; },
};

function oauth(doc) {
  const { schemas } = doc.components;
  // The token endpoints refuse with RFC 6749's fields and HubSpot's own instead of the envelope.
  const refusal = { type: 'object', required: ['error', 'error_description', 'status', 'message'], properties: { error: text, error_description: text, status: text, message: text } };
  schemas.Error = { anyOf: [refusal, schemas.Error] };
  // A token that is unknown or dead is an answer, not an error.
  schemas.TokenInfoResponseBaseIF?.oneOf.push({ type: 'object', required: ['active'], properties: { active: { enum: [false] } } });
  // Recorded without these two.
  if (schemas.SignedAccessToken) schemas.SignedAccessToken.required = schemas.SignedAccessToken.required.filter(f => !['appInstallId', 'audience'].includes(f));
  for (const [path, item] of Object.entries(doc.paths)) {
    // Nothing but errors is described for revoking.
    if (path.endsWith('/revoke')) item.post.responses[200] = { description: 'revoked' };
    // In the body only, since v1.
    if (path.endsWith('/token') && !path.includes('/v1/')) item.post.requestBody.required = true;
  }
}

export function deviate(name, version, doc) {
  for (const correct of Object.values(corrections)) correct(doc.components.schemas ?? {});
  if (name === 'oauth') oauth(doc);
  // Added in the released 2026-09, which the files are older than.
  if (name === 'account-info' && version === '2026-09')
    Object.assign(doc.components.schemas.PortalInformationResponse.properties, { portalName: text, createdAt: { type: 'string', format: 'date-time' } });
  for (const [path, item] of Object.entries(doc.paths)) {
    // At most 100 records a page.
    const limit = /^\/crm\/(objects\/[^/]+|v3\/objects)\/[^/]+$/.test(path) && item.get?.parameters.find(p => p.name === 'limit');
    if (limit) Object.assign(limit.schema, { minimum: 1, maximum: 100 });
    // Webhooks of an app are set up with the developer account's key, which is a parameter of the query.
    if (/^\/(app-)?webhooks\//.test(path))
      for (const operation of Object.values(item)) operation.parameters?.push({ name: 'hapikey', in: 'query', schema: text });
  }
}

// Documented, and in none of the files.
const rate = { type: 'object', required: ['id', 'name', 'label', 'percentageRate', 'active'], properties: { id: text, name: text, label: text, percentageRate: { type: 'number' }, active: { type: 'boolean' } } };
const content = (type, schema) => ({ content: { [type]: { schema } } });
const refusal = content('*/*', { type: 'object', required: ['message', 'correlationId'] });
const answer = schema => ({ security: [{ oauth2: [] }], responses: { 200: content('application/json', schema), default: refusal } });
const listOf = items => answer({ type: 'object', required: ['results'], properties: { results: { type: 'array', items }, paging: { type: 'object' } } });
const link = { type: 'object', required: ['id', 'type'], properties: { id: text, type: text } };
const page = ['limit', 'after'].map(name => ({ name, in: 'query', schema: text }));
export const undescribed = [{
  name: 'associations-of-one', version: 'v3', doc: {
    components: { schemas: {} },
    paths: {
      '/crm/v3/objects/{objectType}/{objectId}/associations/{toObjectType}': { get: { ...listOf(link), parameters: page } },
    },
  },
}, {
  name: 'tax-rates', version: 'v1', doc: {
    components: { schemas: {} },
    paths: {
      '/tax-rates/v1/tax-rates': { get: { ...listOf(rate), parameters: [...page, { name: 'active', in: 'query', schema: { type: 'boolean' } }] } },
      '/tax-rates/v1/tax-rates/{taxRateId}': { get: { ...answer(rate), parameters: [{ name: 'taxRateId', in: 'path', required: true, schema: text }] } },
    },
  },
}];
