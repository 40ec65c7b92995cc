#include "persistence/redis/redis_address.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::redis_address_test {

using redis::redis_address;

TEST(redis_address, is_read_with_its_defaults) {
  const auto plain = redis_address::parse("redis://localhost");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->place(), "localhost:6379");
  EXPECT_EQ(plain->database, 0);
  const auto whole = redis_address::parse("redis://ann:p%40ss%3aword@10.0.0.1:7000/3");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->place(), "10.0.0.1:7000");
  EXPECT_EQ(whole->user, "ann");
  EXPECT_EQ(whole->password, "p@ss:word");
  EXPECT_EQ(whole->database, 3);
  EXPECT_EQ(redis_address::parse("redis://:secret@[::1]:6380/")->place(), "[::1]:6380");
}

TEST(redis_address, is_refused_where_it_is_no_such_url_and_without_the_password) {
  for (const auto* url :
       {"", "localhost", "http://h", "rediss://h", "redis://", "redis://:6379", "redis://h:0",
        "redis://h:70000", "redis://h:x", "redis://h/16", "redis://h/x", "redis://[::1",
        "redis://hunter2@h", "redis://u:@h", "redis://u:hunter2%zz@h", "redis://u:hunter2@"}) {
    const auto read = redis_address::parse(url);
    ASSERT_FALSE(read) << url;
    EXPECT_EQ(read.failure().code, "invalid_redis_url");
    EXPECT_EQ(read.failure().message.find("hunter2"), std::string::npos);
  }
}

} // namespace troupe::persistence::redis_address_test
