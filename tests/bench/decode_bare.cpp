#include "tests/bench/decode_bare.hpp"

#include <stdexcept>
#include <string_view>

#include <msgpack.hpp>
#include <simdjson.h>

namespace troupe::bench {

namespace {

struct bare_quote {
  std::string_view symbol, time;
  double bid = 0, bid_size = 0, ask = 0, ask_size = 0;
};

void add(quotes_read& into, const bare_quote& read) {
  ++into.count;
  into.prices += read.bid + read.ask;
  into.sizes += read.bid_size + read.ask_size;
  into.letters += read.symbol.size() + (read.time.empty() ? 1 : 0);
}

bare_quote read_object(simdjson::ondemand::object object) {
  bare_quote read;
  for (auto field : object) {
    const char* const key = field.key().value().raw();
    auto value = field.value();
    if (key[1] == '"' && key[0] == 'S')
      read.symbol = value.get_string();
    else if (key[1] == '"' && key[0] == 't')
      read.time = value.get_string();
    else if (key[0] == 'b' && key[1] == 'p')
      read.bid = value.get_double();
    else if (key[0] == 'b' && key[1] == 's')
      read.bid_size = static_cast<double>(value.get_uint64().value());
    else if (key[0] == 'a' && key[1] == 'p')
      read.ask = value.get_double();
    else if (key[0] == 'a' && key[1] == 's')
      read.ask_size = static_cast<double>(value.get_uint64().value());
  }
  return read;
}

bare_quote read_object(const msgpack::object_map& map) {
  bare_quote read;
  for (const auto* pair = map.ptr; pair != map.ptr + map.size; ++pair) {
    const std::string_view key(pair->key.via.str.ptr, pair->key.via.str.size);
    const auto& value = pair->val;
    if (key == "S")
      read.symbol = {value.via.str.ptr, value.via.str.size};
    else if (key == "t")
      read.time = {value.via.ext.ptr, value.via.ext.size};
    else if (key == "bp")
      read.bid = value.via.f64;
    else if (key == "bs")
      read.bid_size = static_cast<double>(value.via.u64);
    else if (key == "ap")
      read.ask = value.via.f64;
    else if (key == "as")
      read.ask_size = static_cast<double>(value.via.u64);
  }
  return read;
}

bool refer(msgpack::type::object_type, std::size_t, void*) {
  return true;
}

} // namespace

quotes_read read_with_simdjson(const std::vector<std::string>& frames) {
  static simdjson::ondemand::parser parser;
  static std::string padded;
  quotes_read all;
  for (const auto& frame : frames) {
    padded.assign(frame);
    padded.reserve(frame.size() + simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::document document;
    if (parser.iterate(padded.data(), frame.size(), padded.capacity()).get(document))
      throw std::runtime_error("simdjson does not read a frame of the benchmark");
    for (auto element : document.get_array())
      add(all, read_object(element.get_object().value()));
  }
  return all;
}

quotes_read read_with_msgpack(const std::vector<std::string>& frames) {
  static msgpack::zone zone;
  quotes_read all;
  for (const auto& frame : frames) {
    zone.clear();
    const auto array = msgpack::unpack(zone, frame.data(), frame.size(), refer).via.array;
    for (const auto* each = array.ptr; each != array.ptr + array.size; ++each)
      add(all, read_object(each->via.map));
  }
  return all;
}

} // namespace troupe::bench
