// Opens and closes every database it is told of, as one of several processes that do so together.
import { createViteServer } from 'vitest/node';

const server = await createViteServer({
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
});
const { openDatabase } = await server.ssrLoadModule('/src/store/database.ts');
process.on('message', async (url) => {
  try {
    const { db } = await openDatabase(url, { warn: () => {} });
    await db.destroy();
    process.send('opened');
  } catch (error) {
    process.send(String(error));
  }
});
process.send('ready');
