/** Whether a request changes anything. */
export function isWrite({ method }: Request): boolean {
  return method === 'POST' || method === 'PUT';
}
