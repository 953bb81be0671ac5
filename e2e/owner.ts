/** Who sets the product up: the walk does it in the browser, the other specs by themselves when they run alone. */
export const owner = {
  workspaceName: 'Corner Shop',
  name: 'Olga Owner',
  email: 'olga@example.com',
  password: 'correct horse battery staple',
};

export type Credentials = { email: string; password: string };
