export default function NotFound() {
  return (
    <div>
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <p>The pages are named in the menu.</p>
    </div>
  );
}
