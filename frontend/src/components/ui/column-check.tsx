// A column's box: whether it is shown.
type Props = { name: string; hidden: string[]; onToggle: (name: string) => void; className?: string };

export const ColumnCheck = ({ name, hidden, onToggle, className = "" }: Props) => (
  <label className={`flex min-h-6 items-center gap-1 ${className}`}>
    <input
      type="checkbox"
      aria-label={`${name} column`}
      className="size-4"
      checked={!hidden.includes(name)}
      onChange={() => onToggle(name)}
    />
    {name}
  </label>
);
