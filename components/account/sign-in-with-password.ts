import { signIn } from 'next-auth/react';

const REASONS: Record<string, string> = {
  CredentialsSignin: 'The e-mail or the password is wrong.',
  LIMIT_EXCEEDED: 'Too many failed attempts. Wait a few minutes, then try again.',
};

/** Starts a session in this browser; null when it worked, otherwise why it did not. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const answer = await signIn('credentials', { email, password, redirect: false });
  if (answer?.ok && !answer.error) return null;
  return REASONS[answer?.error ?? ''] ?? 'The control plane could not sign you in. Try again.';
}
