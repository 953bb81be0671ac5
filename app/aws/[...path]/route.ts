import { handleAws } from '#server/aws/handle.ts';

export const dynamic = 'force-dynamic';

export { handleAws as DELETE, handleAws as GET, handleAws as PATCH, handleAws as POST, handleAws as PUT };
