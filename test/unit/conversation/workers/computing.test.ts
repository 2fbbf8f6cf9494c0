import { describe, expect, it } from 'vitest';
import { Computing } from '#src/conversation/workers/computing.ts';

describe('turns of one thread', () => {
  const thread = () => {
    const said: string[] = [];
    return { said, computing: new Computing((id, state) => said.push(`${id} ${state}`)) };
  };

  it('compute one at a time, and another goes on while one waits for a model', async () => {
    const { said, computing } = thread();
    const model = Promise.withResolvers<string>();
    const order: string[] = [];
    const first = computing.run('a', async () => {
      order.push('a asks');
      order.push(await computing.aside(() => model.promise));
      return 'a';
    });
    const second = computing.run('b', async () => {
      order.push('b computes');
      model.resolve('a is answered');
      return 'b';
    });
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
    expect(order).toEqual(['a asks', 'b computes', 'a is answered']);
    // Who computes is known at each moment: nobody is blamed for another's time.
    expect(said).toEqual([
      'a computing',
      'a waiting',
      'b computing',
      'b waiting',
      'a computing',
      'a waiting',
    ]);
  });

  it('leave their place also when they fail', async () => {
    const { computing } = thread();
    await expect(computing.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await computing.run('b', async () => 'b')).toBe('b');
  });

  it('wait as anything else does outside any turn', async () => {
    const { said, computing } = thread();
    expect(await computing.aside(async () => 'done')).toBe('done');
    expect(said).toEqual([]);
  });
});
