#include "persistence/secrets/secret_store.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace troupe::persistence::secret_store_test {

namespace {

constexpr const char* key = "a master key of some length";

class secret_stores : public testing::Test {
protected:
  secret_stores() {
    auto path = (std::filesystem::temp_directory_path() / "troupe-secrets-XXXXXX").string();
    home = ::mkdtemp(path.data());
  }
  ~secret_stores() override { std::filesystem::remove_all(home); }

  std::string text() const {
    std::ifstream file(home / "secrets");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& text) const { std::ofstream(home / "secrets") << text; }

  std::filesystem::path home;
};

} // namespace

TEST_F(secret_stores, give_back_what_was_sealed_to_who_has_the_key_only) {
  const secret_store store(home);
  ASSERT_TRUE(store.set("alpaca.secret_key", "the value", key));
  ASSERT_TRUE(store.set("notifier.webhook_url", "https://hook", key));
  EXPECT_EQ(store.open(key)->at("alpaca.secret_key"), "the value");
  EXPECT_EQ(store.open(key)->at("notifier.webhook_url"), "https://hook");
  EXPECT_EQ(store.open("another key of some length").failure().code, "wrong_master_key");
  EXPECT_EQ(store.set("redis_url", "x", "another key of some length").failure().code,
            "wrong_master_key")
      << "one key for all";
  EXPECT_EQ(text().find("the value"), std::string::npos);
  EXPECT_EQ(std::filesystem::status(home / "secrets").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(secret_stores, refuse_a_value_under_another_name_and_a_changed_byte) {
  const secret_store store(home);
  ASSERT_TRUE(store.set("one", "1", key));
  auto renamed = text();
  renamed.replace(renamed.find("one"), 3, "two");
  const auto whole = text();
  write(renamed);
  EXPECT_EQ(store.open(key).failure().code, "wrong_master_key");
  auto damaged = whole;
  damaged[damaged.size() - 4] = damaged[damaged.size() - 4] == 'A' ? 'B' : 'A';
  write(damaged);
  EXPECT_FALSE(store.open(key));
  write("nonsense");
  EXPECT_EQ(store.open(key).failure().code, "invalid_secrets_file");
}

TEST_F(secret_stores, list_names_without_the_key_and_forget_what_is_removed) {
  const secret_store store(home);
  EXPECT_FALSE(store.exists());
  EXPECT_EQ(store.set("one", "1", "short").failure().code, "weak_master_key");
  ASSERT_TRUE(store.set("one", "1", key));
  ASSERT_TRUE(store.set("two", "2", key));
  EXPECT_EQ(*store.names(), (std::vector<std::string>{"one", "two"}));
  ASSERT_TRUE(store.remove("one"));
  EXPECT_EQ(store.remove("one").failure().code, "no_such_secret");
  EXPECT_FALSE(store.open(key)->contains("one"));
}

} // namespace troupe::persistence::secret_store_test
