import { describe, expect, it } from 'vitest';
import { clients, configuration } from './assistants';

describe('configuration of an assistant', () => {
  it('names the address and the token once, for every client', () => {
    for (const client of clients) {
      const said = configuration(client, 'https://every.example', 'evy_abc');
      expect(said.split('https://every.example').length, client).toBe(2);
      expect(said.split('evy_abc').length, client).toBe(2);
    }
  });
  it('is JSON where a file of JSON is meant', () => {
    for (const client of ['claude_desktop', 'cursor', 'vscode'] as const) expect(() => JSON.parse(configuration(client, 'http://localhost:8080', 'evy_abc')) as unknown).not.toThrow();
  });
  it('leads to the API without the way of assistants', () => {
    expect(configuration('api', 'https://every.example', 'evy_abc')).not.toContain('/mcp');
    expect(configuration('cursor', 'https://every.example', 'evy_abc')).toContain('"https://every.example/mcp"');
  });
});
