// The question for the code of an authenticator. A write waits for it that the edge has answered with
// `second_factor_needed`; however many wait, one question is open, and its answer is that of all. It is
// no where no dialog is there to ask, and when the dialog goes.
import { create } from "zustand";

export const useCodeQuestion = create<{ open: boolean }>(() => ({ open: false }));

let dialogs = 0;
let waiting: { asked: Promise<boolean>; tell: (passed: boolean) => void } | undefined;

// Whether a code has been passed.
export function askForCode(): Promise<boolean> {
  if (dialogs === 0) return Promise.resolve(false);
  if (!waiting) {
    let tell = (_passed: boolean) => {};
    const asked = new Promise<boolean>((resolve) => (tell = resolve));
    waiting = { asked, tell };
    useCodeQuestion.setState({ open: true });
  }
  return waiting.asked;
}

export function answerQuestion(passed: boolean) {
  const answered = waiting;
  waiting = undefined;
  useCodeQuestion.setState({ open: false });
  answered?.tell(passed);
}

// For as long as a dialog is there; what is returned says that it has gone.
export function offerDialog(): () => void {
  dialogs += 1;
  return () => {
    dialogs -= 1;
    if (dialogs === 0) answerQuestion(false);
  };
}
