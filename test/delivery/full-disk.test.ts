import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAsking } from '../support/asking.js';
import { canMakeDisks, openSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { createTestPlatform } from '../support/test-platform.js';
import { ana, channel, type Newsroom, openNewsroom } from './newsroom.js';

const NINE = '2026-05-21T09:00:00Z';

const folder = useTemporaryFolder();

describe.skipIf(!canMakeDisks)('a disk that is full', () => {
  let disk: SmallDisk;
  let room: Newsroom;
  beforeEach(async () => {
    disk = openSmallDisk(folder.path('disk'), 8);
    room = await openNewsroom({ url: `file:${folder.path('disk/paperboy.db')}` });
    await room.daily.turnOn(channel, { at: '09:00', zone: 'UTC', size: 2 }, ana);
  });
  afterEach(async () => {
    await room.close();
    disk.remove();
  });

  it('when a list is planned: it is planned when there is room, and sent once', async () => {
    disk.fill();
    await expect(room.tickAt(NINE)).rejects.toThrow(/disk is full/);
    expect(room.platform.attempts).toEqual([]);
    disk.makeRoom();
    await room.tickAt('2026-05-21T09:00:10Z');
    expect(room.texts()).toHaveLength(1);
  });

  it('when a list is claimed: nothing is sent until there is room, and then once', async () => {
    room.clock.set(NINE);
    await room.planner.plan();
    disk.fill();
    await expect(room.relayAll()).rejects.toThrow(/disk is full/);
    expect(room.platform.attempts).toEqual([]);
    disk.makeRoom();
    await room.relayAll();
    expect(room.texts()).toHaveLength(1);
  });

  it('when a list is marked: it is looked for after its lease, and not sent again', async () => {
    room.platform.remembersKeyMs = 0;
    room.platform.trouble = () => void disk.fill();
    await room.tickAt(NINE);
    expect(room.texts()).toHaveLength(1);
    expect(room.logger.entries).toContainEqual({
      level: 'error',
      fields: expect.objectContaining({
        event: 'delivery-unrecorded',
        err: expect.objectContaining({ message: expect.stringMatching(/disk is full/) }),
      }),
    });
    await expect(room.tickAt('2026-05-21T09:01:40Z')).rejects.toThrow(/disk is full/);
    disk.makeRoom();
    await room.tickAt('2026-05-21T09:02:00Z');
    expect(room.platform.attempts).toHaveLength(1);
    expect(await room.daily.show(channel)).toMatchObject({ last: { state: 'sent' } });
  });
});

it.skipIf(!canMakeDisks)(
  'a full disk is what people are told, and no mistake of theirs or ours',
  async () => {
    const disk = openSmallDisk(folder.path('disk'), 8);
    const { adapter } = createTestPlatform();
    const asking = await startAsking({
      adapters: [adapter],
      databaseUrl: `file:${folder.path('disk/paperboy.db')}`,
    });
    const on = () => asking.ask('daily on at:09:00 zone:UTC');
    const zone = () => asking.ask('settings zone:Europe/Berlin');
    disk.fill();
    for (const wish of [on, zone])
      expect((await wish()).reply.summary).toContain('the disk of the machine I run on is full');
    expect((await asking.ask('search transformer')).reply.summary).toContain('papers for transformer');
    expect(asking.logger.entries.map(({ fields }) => fields.event)).not.toContain('bug');
    disk.makeRoom();
    expect((await on()).reply.summary).toContain('09:00');
    expect((await zone()).reply.summary).toContain('Europe/Berlin');
    await asking.close();
    disk.remove();
  },
);
