#include "sandbox/command.h"

#include <gtest/gtest.h>

namespace every::sandbox {
namespace {

TEST(Command, WrongArgumentsEndWithTwoAndHelpWithZero) {
  EXPECT_EQ(run_sandbox({"--help"}), 0);
  EXPECT_EQ(run_sandbox({"--contacts", "many"}), 2);
  EXPECT_EQ(run_sandbox({"--listen", "nowhere"}), 2);
  EXPECT_EQ(run_sandbox({"--no-such-option"}), 2);
  EXPECT_EQ(run_sandbox({"--quota", "0"}), 2);
}

TEST(Command, AFileThatIsNotThereEndsWithOne) {
  EXPECT_EQ(run_sandbox({"--listen", "127.0.0.1:0", "--load", "no/such/file.jsonl"}), 1);
}

}  // namespace
}  // namespace every::sandbox
