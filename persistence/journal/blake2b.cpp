#include "persistence/journal/blake2b.hpp"

#include <sodium/core.h>
#include <stdexcept>

namespace troupe::persistence::journal {

blake2b::blake2b() {
  // Chooses the processor's fastest implementation, once.
  static const bool ready = sodium_init() >= 0;
  if (!ready ||
      crypto_generichash_blake2b_init(&state_, nullptr, 0, std::tuple_size_v<chain_hash>) != 0)
    throw std::runtime_error("BLAKE2b does not start");
}

void blake2b::add(std::string_view bytes) {
  crypto_generichash_blake2b_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                    bytes.size());
}

chain_hash blake2b::finish() {
  chain_hash hash;
  crypto_generichash_blake2b_final(&state_, hash.data(), hash.size());
  return hash;
}

} // namespace troupe::persistence::journal
