import { createKey } from '../../keys/create-key.ts';
import { deleteKey } from '../../keys/delete-key.ts';
import { getKey } from '../../keys/get-key.ts';
import { keyUsage } from '../../keys/key-usage.ts';
import { listKeys } from '../../keys/list-keys.ts';
import { revealKey } from '../../keys/reveal-key.ts';
import { rotateKey } from '../../keys/rotate-key.ts';
import { updateKey } from '../../keys/update-key.ts';
import { expose, router } from '../trpc.ts';

export const keysRouter = router({
  list: expose(listKeys),
  get: expose(getKey),
  create: expose(createKey),
  update: expose(updateKey),
  rotate: expose(rotateKey),
  reveal: expose(revealKey),
  delete: expose(deleteKey),
  usage: expose(keyUsage),
});
