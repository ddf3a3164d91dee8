// What poppler reads in a PDF, for the tests of whatever is printed.
#pragma once

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace every::render {

// `mode`: -layout keeps places on the page apart by blanks, -raw is the text in the order it was written.
inline std::string text_of_pdf(const std::string& pdf, const std::string& mode = "-layout") {
  const auto path =
      std::filesystem::temp_directory_path() / ("every-text-" + std::to_string(::getpid()) + ".pdf");
  std::ofstream(path, std::ios::binary) << pdf;
  FILE* pipe = popen(("pdftotext " + mode + " '" + path.string() + "' -").c_str(), "r");
  std::string out;
  std::array<char, 4096> part{};
  for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) > 0;) out.append(part.data(), n);
  pclose(pipe);
  std::filesystem::remove(path);
  return out;
}

}  // namespace every::render
