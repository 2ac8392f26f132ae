import type { Client, GatewayDispatchEvents } from 'discord.js';
import type { z } from 'zod';

/** To what comes from Discord itself: discord.js passes on only what it remembers, and of threads that is little. What a schema does not take is not heard. */
export function listenTo(client: Client) {
  return <Data>(
    event: GatewayDispatchEvents,
    schema: z.ZodType<Data>,
    hear: (data: Data, shard: number) => void,
  ): void => {
    client.ws.on(event, (payload: unknown, shard: number) => {
      const read = schema.safeParse(payload);
      if (read.success) hear(read.data, shard);
    });
  };
}
