// Asks before something that cannot be taken back; says what will happen, and what came of it where
// that was refused. A second press while the first is under way does nothing. Where a word is given,
// it has to be typed first. Opened by its trigger, or, without one, by whoever shows it.
import { AlertDialog } from "radix-ui";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

type Props = {
  trigger?: ReactNode;
  opened?: boolean;
  onClosed?: () => void;
  title: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  word?: string;
  onConfirm: () => Promise<unknown>;
};

export function Confirm({
  trigger, opened = false, onClosed, title, children, action, danger, word = "", onConfirm,
}: Props) {
  const [open, setOpen] = useState(opened);
  const [refused, setRefused] = useState("");
  const [pending, setPending] = useState(false);
  const [typed, setTyped] = useState("");
  const busy = useRef(false);
  const close = () => {
    setOpen(false);
    onClosed?.();
  };
  const confirm = async () => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setRefused("");
    try {
      await onConfirm();
      close();
    } catch (failed) {
      setRefused((failed as Error).message);
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (next) setOpen(true);
        else close();
        setRefused("");
        setTyped("");
      }}
    >
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/60" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(30rem,94vw)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border bg-card p-4">
          <AlertDialog.Title className="mb-2 font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="text-sm">{children}</div>
          </AlertDialog.Description>
          {word && (
            <Field
              label={`Type ${word} to go on`}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          <p role="alert" className="mt-2 text-sm text-down">
            {refused}
          </p>
          <div className="mt-3 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Back</Button>
            </AlertDialog.Cancel>
            <Button
              look={danger ? "danger" : "main"}
              disabled={pending || typed.trim() !== word}
              onClick={confirm}
            >
              {pending ? "Sending…" : action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
