#include "net/venue/state/entry.hpp"

#include <msgpack.hpp>

#include <cstddef>

namespace troupe::net::venue {

namespace {

enum class kind : std::uint8_t { opening = 1, moved, requested, fault_asked, resumed };

using entry_packer = msgpack::packer<msgpack::sbuffer>;

void pack_text(entry_packer& into, std::string_view text) {
  into.pack_str(static_cast<std::uint32_t>(text.size()));
  into.pack_str_body(text.data(), static_cast<std::uint32_t>(text.size()));
}

struct entry_writer {
  entry_packer& into;

  void begin(kind which, std::uint32_t fields) const {
    into.pack_array(fields + 1);
    into.pack(static_cast<std::uint8_t>(which));
  }

  void operator()(const opening& entry) const {
    begin(kind::opening, 3);
    pack_text(into, entry.terms);
    pack_text(into, entry.instance);
    into.pack(entry.start_ns);
  }
  void operator()(const moved& entry) const {
    begin(kind::moved, 2);
    into.pack(entry.at);
    into.pack_array(static_cast<std::uint32_t>(entry.halted.size()));
    for (const auto& symbol : entry.halted)
      pack_text(into, symbol.text());
  }
  void operator()(const requested& entry) const {
    begin(kind::requested, 4);
    pack_text(into, entry.method);
    pack_text(into, entry.target);
    pack_text(into, entry.body);
    into.pack(entry.answers_hash);
  }
  void operator()(const fault_asked& entry) const {
    begin(kind::fault_asked, 3);
    pack_text(into, entry.symbol.text());
    into.pack(static_cast<std::uint8_t>(entry.what));
    into.pack(entry.struck);
  }
  void operator()(const resumed&) const { begin(kind::resumed, 0); }
};

trading::symbol symbol_in(const msgpack::object& value) {
  const auto parsed = trading::symbol::parse(value.as<std::string>());
  if (!parsed)
    throw msgpack::type_error();
  return *parsed;
}

moved read_moved(const msgpack::object* fields) {
  moved entry{.at = fields[0].as<trading::time_ns>(), .halted = {}};
  for (const auto& each : fields[1].as<std::vector<msgpack::object>>())
    entry.halted.push_back(symbol_in(each));
  return entry;
}

// A field that is not there, or of another type, throws.
state_entry read_fields(const msgpack::object_array& all) {
  if (all.size == 0)
    throw msgpack::type_error();
  const auto which = static_cast<kind>(all.ptr[0].as<std::uint8_t>());
  const auto* fields = all.ptr + 1;
  if (which == kind::opening && all.size >= 4)
    return opening{fields[0].as<std::string>(), fields[1].as<std::string>(),
                   fields[2].as<trading::time_ns>()};
  if (which == kind::moved && all.size >= 3)
    return read_moved(fields);
  if (which == kind::requested && all.size >= 5)
    return requested{fields[0].as<std::string>(), fields[1].as<std::string>(),
                     fields[2].as<std::string>(), fields[3].as<std::uint64_t>()};
  if (which == kind::fault_asked && all.size >= 4)
    return fault_asked{symbol_in(fields[0]), static_cast<fault_ask>(fields[1].as<std::uint8_t>()),
                       fields[2].as<bool>()};
  if (which == kind::resumed)
    return resumed{};
  throw msgpack::type_error();
}

} // namespace

std::string encode(const state_entry& entry) {
  msgpack::sbuffer bytes;
  entry_packer into(bytes);
  std::visit(entry_writer{into}, entry);
  return {bytes.data(), bytes.size()};
}

result<state_entry> decode_entry(std::string_view bytes) {
  try {
    const auto unpacked = msgpack::unpack(bytes.data(), bytes.size());
    if (unpacked.get().type != msgpack::type::ARRAY)
      throw msgpack::type_error();
    return read_fields(unpacked.get().via.array);
  } catch (const std::exception&) { // msgpack says so by throwing
    return error{"unknown_entry", "an entry of the venue's state is of no kind that is known here; "
                                  "was it written by a newer version?"};
  }
}

} // namespace troupe::net::venue
