/** A file as it is written: Vite gives it where it is asked for so. */
declare module '*?raw' {
  const text: string;
  export default text;
}
