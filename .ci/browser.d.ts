// What the pages' scripts take for granted, for the type checker: a selector finds the element that our templates draw, and an
// event's target is one of them. What such elements have is listed, so that a misspelt name is still refused.
interface Drawn extends HTMLElement {
  action: string; checked: boolean; dateTime: string; defaultValue: string; disabled: boolean; elements: any; form: HTMLFormElement;
  href: string; content: any; method: string; name: string; open: boolean; returnTo: Drawn | null; type: string; value: string;
  close(): void; setSelectionRange(start: number, end: number): void; requestSubmit(button?: HTMLElement): void; select(): void; showModal(): void; submit(): void;
}
interface ParentNode {
  querySelector(selectors: string): Drawn | null;
  querySelectorAll(selectors: string): NodeListOf<Drawn>;
}
interface Element {
  closest(selectors: string): Drawn | null;
}
interface Document {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
  getElementById(id: string): Drawn | null;
}
type Happened = Omit<KeyboardEvent & PointerEvent & DragEvent & SubmitEvent & StorageEvent & MessageEvent & PageTransitionEvent, "target" | "currentTarget" | "detail"> & {
  target: Drawn; currentTarget: Drawn;
  detail: any; // htmx's own events
};
interface Element {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
}
interface HTMLElement {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
}
interface EventSource {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
}
interface MediaQueryList {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
}
interface PerformanceEntry {
  type: string; // of a navigation
}
interface Window {
  addEventListener(type: string, listener: (event: Happened) => unknown, options?: boolean | AddEventListenerOptions): void;
  firebreak: any; // what our scripts lend each other
  htmx: any;
  Chart: any;
}
