import { describe, expect, it } from 'vitest';
import { articleTokens } from '#src/retrieval/keyword/article-tokens.ts';

describe('exact tokens', () => {
  it('give an article number one token however it is typed', () => {
    for (const typed of ['R2122-8', 'R. 2122-8', 'article 2122-8', 'art. r 2122-8'])
      expect(articleTokens(typed)).toEqual(['§R2122-8']);
  });
});
