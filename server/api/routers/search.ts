import { searchAll } from '../../search/search-all.ts';
import { expose, router } from '../trpc.ts';

export const searchRouter = router({
  all: expose(searchAll),
});
