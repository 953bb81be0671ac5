type Choices = { integration: string; baseUrl?: string; apiId: string | null };

/** Uploads a description as it is; rejects with the control plane's words. */
export async function uploadDescription(file: File, { apiId, ...options }: Choices): Promise<{ taskId: string }> {
  const query = new URLSearchParams({
    name: file.name,
    ...options,
    ...(apiId ? { mode: 'replace', apiId } : { mode: 'new' }),
  });
  const answer = await fetch(`/api/imports?${query}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  }).catch(() => null);
  if (!answer) throw new Error('The control plane did not answer. Check that it runs and try again.');
  const body = (await answer.json().catch(() => null)) as { taskId?: string; error?: { message?: string } } | null;
  if (answer.ok && body?.taskId) return { taskId: body.taskId };
  throw new Error(body?.error?.message ?? `The control plane refused the file (${answer.status}).`);
}
