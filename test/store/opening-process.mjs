// Opens the database of its first argument when it is told to, as one of several processes that start together.
import { createViteServer } from 'vitest/node';

const [, , url] = process.argv;
const server = await createViteServer({
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
});
const { openDatabase } = await server.ssrLoadModule('/src/store/database.ts');
process.send('ready');
process.once('message', async () => {
  const db = await openDatabase(url);
  await db.destroy();
  await server.close();
  process.disconnect();
});
