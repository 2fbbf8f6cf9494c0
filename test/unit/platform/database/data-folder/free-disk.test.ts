import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { FreeDisk } from '#src/platform/database/data-folder/free-disk.ts';

const MB = 1024 * 1024;

describe('the room on the disk of a folder', () => {
  it('is what the system says, beside the operator’s floor', async () => {
    const { bavail, bsize } = await statfs(tmpdir());
    const room = await new FreeDisk(tmpdir(), 7).room();
    expect(room?.floorBytes).toBe(7 * MB);
    // Others write on this disk too.
    expect(Math.abs((room?.freeBytes ?? 0) - bavail * bsize)).toBeLessThan(2_000 * MB);
  });

  it('is too little below the floor, enough above it, and always enough without one', async () => {
    const isBelow = (floor: number | undefined) => new FreeDisk(tmpdir(), floor).isBelowFloor();
    expect(await isBelow(100_000_000)).toBe(true);
    expect(await isBelow(1)).toBe(false);
    expect(await isBelow(0)).toBe(false);
  });

  it('has a floor that suits a small disk when the operator says nothing', async () => {
    const { blocks, bsize } = await statfs(tmpdir());
    const room = await new FreeDisk(tmpdir(), undefined).room();
    expect(room?.floorBytes).toBe(Math.min(200 * MB, (blocks * bsize) / 20));
  });

  it('refuses nobody where the system does not say', async () => {
    const disk = new FreeDisk('/nowhere/at/all', 100_000_000);
    expect(await disk.room()).toBeUndefined();
    expect(await disk.isBelowFloor()).toBe(false);
  });
});
