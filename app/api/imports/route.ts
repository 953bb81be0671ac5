import { SluiceError } from '#core/errors.ts';
import { documentMaxBytes } from '#core/openapi/parse-document.ts';
import { toErrorResponse } from '#server/api/errors.ts';
import { isSameOrigin } from '#server/api/same-origin.ts';
import { actorOf } from '#server/auth/actor-of.ts';
import { authorize } from '#server/authorize.ts';
import { prepareDescriptionJob } from '#server/openapi/run-description-job.ts';
import { startImport } from '#server/openapi/start-import.ts';
import { readBytes } from '#server/read-bytes.ts';

/** A form of another site cannot send this type without a preflight, which is never answered. */
const contentType = 'application/octet-stream';

/**
 * Starts an import of an uploaded description: its bytes are the body, what to do with it stands in the query string
 * (`name`, `mode`, `apiId`, `basepath`, `integration`, `baseUrl`). Answers `{ taskId }`.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!isSameOrigin(request, contentType)) {
      throw new SluiceError(
        'FORBIDDEN',
        `This upload did not come from the console, or is not sent as ${contentType}.`,
      );
    }
    const actor = await actorOf(request);
    // Nobody without the permission sends 16 MiB here.
    authorize(startImport.permission, actor);
    const { name, mode, apiId, ...options } = Object.fromEntries(new URL(request.url).searchParams);
    prepareDescriptionJob();
    const text = await readText(request);
    const source = { kind: 'text', text, ...(name !== undefined && { name }) };
    return Response.json(await startImport.execute(actor, { source, mode, apiId, options }), { status: 202 });
  } catch (thrown) {
    return toErrorResponse(thrown);
  }
}

async function readText(request: Request): Promise<string> {
  const tooLarge = `A description has at most ${documentMaxBytes / 1024 / 1024} MiB.`;
  const bytes = await readBytes(request, { maxBytes: documentMaxBytes, tooLarge });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SluiceError('BAD_INPUT', 'The file is not text in UTF-8.');
  }
}
