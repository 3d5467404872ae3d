/** A file dropped anywhere in the window is on its way in, unless what it was dropped on takes it. */
import { onScopeDispose, ref } from "vue";

/** Whether the drag carries files, and not a text of the page. */
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** @param take what to do with the files @param when whether files are taken now */
export function useDropAnywhere(take: (files: File[]) => void, when: () => boolean) {
  const over = ref(false);
  let depth = 0;
  const enter = (event: DragEvent): void => {
    if (!carriesFiles(event) || !when()) return;
    depth++;
    over.value = true;
  };
  const leave = (): void => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) over.value = false;
  };
  const drag = (event: DragEvent): void => {
    // Without this the web view would open the file in place of the page.
    if (carriesFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    depth = 0;
    over.value = false;
    if (event.defaultPrevented || !carriesFiles(event)) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length && when()) take(files);
  };
  const heard = { dragenter: enter, dragleave: leave, dragover: drag, drop } as const;
  for (const [name, act] of Object.entries(heard)) window.addEventListener(name, act as EventListener);
  onScopeDispose(() => {
    for (const [name, act] of Object.entries(heard)) window.removeEventListener(name, act as EventListener);
  });
  return over;
}
