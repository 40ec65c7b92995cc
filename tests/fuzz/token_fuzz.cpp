// Web tokens and API keys. Nothing that the fuzzer makes up was signed, but for the one in the
// corpus, whose claims are known.
#include "actors/edge/auth/api_key.hpp"
#include "actors/edge/auth/web_token.hpp"
#include "tests/fuzz/input.hpp"

using namespace troupe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const actors::signing_key key{1, 2, 3};
  static const auto ring = [] {
    actors::api_key_ring made;
    made.set({actors::make_api_key("bot", actors::user_role::viewer, "ann", 0, 1).kept});
    return made;
  }();
  const auto text = fuzz::text_of(data, size);
  constexpr std::int64_t now_s = 1'714'560'000;
  if (const auto claims = actors::verify(text, key, now_s)) {
    const auto signed_again = actors::sign(*claims, key);
    fuzz::expect(signed_again == text, "what is taken is what we would sign");
  }
  fuzz::expect(!ring.check(text, 0), "no key is guessed");
  return 0;
}
