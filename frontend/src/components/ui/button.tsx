import clsx from "clsx";
import type { ComponentProps } from "react";

const looks = {
  plain: "border bg-card hover:border-accent",
  main: "border border-transparent bg-accent text-on-accent font-medium",
  danger: "border border-down text-down font-medium hover:bg-live-ground",
  link: "text-accent underline underline-offset-2",
};
type Props = ComponentProps<"button"> & { look?: keyof typeof looks };

export function Button({ look = "plain", className, type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={clsx(
        "rounded-md disabled:cursor-not-allowed disabled:opacity-60",
        look === "link" ? "min-h-6 px-1" : "min-h-9 px-3 py-1",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
