// What a client has to be told to come in over /mcp, or over the API: as its own documentation writes it.
export const clients = ['claude_code', 'claude_desktop', 'cursor', 'vscode', 'other', 'api'] as const;
export type AssistantClient = (typeof clients)[number];

export const placeholder = 'YOUR_TOKEN';
export const mcpAddress = (origin: string): string => `${origin}/mcp`;

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

export function configuration(client: AssistantClient, origin: string, token: string): string {
  const url = mcpAddress(origin), bearer = `Bearer ${token}`, headers = { Authorization: bearer };
  switch (client) {
    case 'claude_code':
      return `claude mcp add --transport http every ${url} --header "Authorization: ${bearer}"`;
    case 'claude_desktop':
      // It speaks to programs of its own machine; mcp-remote is the bridge.
      return pretty({ mcpServers: { every: { command: 'npx', args: ['-y', 'mcp-remote', url, '--header', 'Authorization:${AUTHORIZATION}'], env: { AUTHORIZATION: bearer } } } });
    case 'cursor':
      return pretty({ mcpServers: { every: { url, headers } } });
    case 'vscode':
      return pretty({ servers: { every: { type: 'http', url, headers } } });
    case 'other':
      return `${url}\nAuthorization: ${bearer}`;
    case 'api':
      return `curl -H "Authorization: ${bearer}" ${origin}/api/clients`;
  }
}
