import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useForgetArrangement } from "@/session/arrangement";

export function ArrangementReset() {
  const forget = useForgetArrangement();
  const [done, setDone] = useState(false);
  return (
    <Card title="Layout, kept in this browser">
      <p className="mb-2">
        Chosen columns, the order of panels, folded panels, heights, the length of a candle, the symbol
        looked at last and filters, of whoever is logged in. What he watches stays.
      </p>
      <Button
        onClick={() => {
          forget();
          setDone(true);
        }}
      >
        Reset the layout
      </Button>
      <p role="status" className="mt-2 min-h-5 text-xs text-soft">
        {done && "Everything is where it was at first."}
      </p>
    </Card>
  );
}
