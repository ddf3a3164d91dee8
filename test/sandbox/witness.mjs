// Looks at exchanges and says of each operation and status whether they are as HubSpot describes them.
export class Witness {
  constructor(descriptions) {
    this.descriptions = descriptions;
    this.verdicts = new Map();
    this.requests = this.answers = 0;  // that were valid
  }

  // `wrong`: the requests were malformed on purpose, only the answers are looked at.
  look(exchanges, who, wrong = false) {
    for (const { method, url, requestHeaders, requestBody, status, headers, body, cut } of exchanges) {
      const key = `${who} ${this.descriptions.name(method, url)} ${status || 'without answer'}`;
      const verdict = this.verdicts.get(key) ?? { exchanges: 0, bad: 0, problems: new Set() };
      this.verdicts.set(key, verdict);
      const problems = [];
      if (!wrong) {
        problems.push(...this.descriptions.validateRequest({ method, url, headers: requestHeaders, body: requestBody }).map(p => `request ${p}`));
        if (!problems.length) ++this.requests;
      }
      if (status && !cut) {
        const told = this.descriptions.validateResponse({ method, url, status, headers, body });
        if (!headers['x-hubspot-correlation-id']) told.push('has no x-hubspot-correlation-id');
        if (!told.length) ++this.answers;
        problems.push(...told.map(p => `answer ${p}`));
      }
      ++verdict.exchanges;
      if (problems.length) ++verdict.bad;
      // The same of every element of a list is one problem.
      for (const problem of problems) verdict.problems.add(problem.replace(/\/\d+(?=[/ ])/g, '/*'));
    }
  }

  report() {
    let passed = 0;
    const failed = [];
    for (const [key, { exchanges, bad, problems }] of this.verdicts) {
      if (!bad) { ++passed; continue; }
      const some = [...problems];
      failed.push(`${key} (${bad} of ${exchanges}): ${some.slice(0, 6).join('; ')}${some.length > 6 ? `; and ${some.length - 6} more` : ''}`);
    }
    return { passed, failed };
  }
}
