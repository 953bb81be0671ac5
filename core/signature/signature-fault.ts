/** Why a signature is not accepted. `message` is AWS's own; callers may read it and `friendly`. */
export class SignatureFault {
  readonly type: 'MISSING_AUTHENTICATION_TOKEN' | 'INVALID_SIGNATURE' | 'EXPIRED_TOKEN';
  readonly message: string;
  readonly friendly: string;

  constructor(type: SignatureFault['type'], message: string, friendly: string = message) {
    this.type = type;
    this.message = message;
    this.friendly = friendly;
  }
}

export function invalid(message: string, friendly?: string): SignatureFault {
  return new SignatureFault('INVALID_SIGNATURE', message, friendly);
}
