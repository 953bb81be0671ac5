import { z } from 'zod';
import type { Tagged } from '#core/tags/input.ts';
import { getTags } from '../../tags/get-tags.ts';
import { tag } from '../../tags/tag.ts';
import { untag } from '../../tags/untag.ts';
import { inAwsWords } from '../aws-error.ts';
import { type AwsCall, operation } from '../operation.ts';
import { missingWords, taggedOf } from './tagged-arn.ts';

function withTagged<Result>(call: AwsCall, run: (tagged: Tagged) => Promise<Result>): Promise<Result> {
  const tagged = taggedOf(call.path.resource_arn ?? '');
  return inAwsWords({ NOT_FOUND: missingWords[tagged.kind] }, () => run(tagged));
}

export const tagOperations = {
  GetTags: operation({
    run: (call) => withTagged(call, async (tagged) => ({ tags: await getTags.execute(call.actor, tagged) })),
  }),

  TagResource: operation(
    { tags: z.record(z.string(), z.string()) },
    {
      run: (call, { tags }) =>
        withTagged(call, async (tagged) => {
          await tag.execute(call.actor, { ...tagged, tags });
        }),
    },
  ),

  UntagResource: operation({
    run: (call) =>
      withTagged(call, async (tagged) => {
        await untag.execute(call.actor, { ...tagged, names: call.query.getAll('tagKeys') });
      }),
  }),
};
