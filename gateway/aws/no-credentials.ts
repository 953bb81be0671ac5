/** There are no credentials to sign with; the message is for the API's team. */
export class NoCredentials extends Error {
  override name = 'NoCredentials';
}
