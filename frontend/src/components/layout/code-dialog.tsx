// Asks for the code that a write waits for, above whatever dialog sent it. Closed without a code, the write
// stays refused.
import { Dialog } from "radix-ui";
import { useEffect, useRef } from "react";
import { answerQuestion, offerDialog, useCodeQuestion } from "@/api/code-question";
import { Button } from "@/components/ui/button";
import { CodeForm } from "@/session/code-form";

// The button that sent the write is disabled until it is answered, so its dialog takes the focus back.
const below = "[role=alertdialog], [role=dialog]";

export function CodeDialog() {
  const open = useCodeQuestion((state) => state.open);
  const before = useRef<HTMLElement | null>(null);
  useEffect(offerDialog, []);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && answerQuestion(false)}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-black/60" />
        <Dialog.Content
          className="fixed top-1/2 left-1/2 z-70 max-h-[90dvh] w-[min(24rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border bg-card p-4"
          onOpenAutoFocus={() => (before.current = document.activeElement as HTMLElement | null)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            (document.querySelector<HTMLElement>(below) ?? before.current)?.focus();
          }}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className="mb-2 font-semibold">The code of your authenticator?</Dialog.Title>
          <Dialog.Description className="mb-2 text-sm">
            What you asked for waits for it, and is sent as soon as the code is good. The code then holds
            for an hour.
          </Dialog.Description>
          <CodeForm action="Go on" onPassed={() => answerQuestion(true)}>
            <Dialog.Close asChild>
              <Button>Cancel</Button>
            </Dialog.Close>
          </CodeForm>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
