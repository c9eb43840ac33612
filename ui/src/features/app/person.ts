/** What the person in front of the window may be called. */

/** The account of the computer, which a new book takes over until somebody writes their own name: 'root', 'maja.k', 'DESKTOP\maja'. */
const ACCOUNT = /^[a-z_][a-z0-9_.$-]*$|[\\@]/;

/** The name to greet somebody with; empty when all that is known is what their computer calls them. */
export function greetingName(userName: string): string {
  const name = userName.trim();
  // A title before the name is nobody's name.
  return ACCOUNT.test(name) ? '' : (name.split(/\s+/).find((word) => !word.endsWith('.')) ?? '');
}
