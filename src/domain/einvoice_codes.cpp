// The code lists that the rules BR-CL name, as far as a wrong code makes a document unreadable: document
// types (UNTDID 1001), currencies, countries, VAT categories (UNTDID 5305), tax points, means of payment
// (UNTDID 4461) and the schemes of electronic addresses (EAS).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/country.h"
#include "domain/einvoice_rules.h"
#include "domain/einvoice_sums.h"

namespace every::domain::einvoice {
namespace {

constexpr std::string_view kTypes =
    " 71 80 81 82 83 84 102 130 202 203 204 211 218 219 261 262 295 296 308 325 326 331 380 381 382 383 384 "
    "385 386 "
    "387 388 389 390 393 394 395 396 420 456 457 458 471 472 473 500 501 502 503 527 532 553 575 623 633 751 "
    "780 817 870 875 876 877 935 ";
constexpr std::string_view kCategories = " AE L M E S Z G O K B ";
constexpr std::string_view kTaxPoints = " 3 35 432 5 29 72 ";  // UNTDID 2005 in UBL, 2475 in CII
constexpr std::string_view kAddressSchemes =
    " 0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 "
    "0188 "
    "0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 "
    "0213 "
    "0215 0216 0217 0218 0219 0220 0221 0225 0230 0235 0240 0244 9910 9913 9914 9915 9918 9919 9920 9922 "
    "9923 "
    "9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 "
    "9944 "
    "9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 AN AQ AS AU EM ";

bool among(std::string_view list, std::string_view code) {
  return !code.empty() && code.find(' ') == std::string_view::npos &&
         list.find(fmt::format(" {} ", code)) != std::string_view::npos;
}

bool payment_code(std::string_view code) {
  if (code == "ZZZ") return true;
  int n = 0;
  const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), n);
  if (error != std::errc() || end != code.data() + code.size()) return false;
  return (n >= 1 && n <= 70) || (n >= 74 && n <= 78) || (n >= 91 && n <= 98);
}

bool upper(std::string_view code) {
  return std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Written in any case by those who issue.
bool is_vatex(std::string_view code) {
  constexpr std::string_view kPrefix = "VATEX-";
  return code.size() > kPrefix.size() &&
         std::equal(kPrefix.begin(), kPrefix.end(), code.begin(), [](char expected, char c) {
           return expected == (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
         });
}

}  // namespace

bool known_country(std::string_view code) {
  if (code == "1A" || code == "XI") return true;
  return code.size() == 2 && upper(code) && country_code(code) == std::string(code);
}

bool known_address_scheme(std::string_view scheme) {
  return among(kAddressSchemes, scheme);
}

void Judge::codes() {
  require(d_.type.empty() || among(kTypes, d_.type), "BR-CL-01", "BT-3", "/type",
          "The type of the document is not a code of UNTDID 1001.");
  const auto currency = [&](const std::string& code, const char* rule, const char* term, const char* at) {
    require(code.empty() || (upper(code) && Currency::from(code).has_value()), rule, term, at,
            "The currency is not one of ISO 4217.");
  };
  currency(d_.currency, "BR-CL-04", "BT-5", "/currency");
  currency(d_.vat_currency, "BR-CL-05", "BT-6", "/vatCurrency");
  require(d_.tax_point_code.empty() || among(kTaxPoints, d_.tax_point_code), "BR-CL-06", "BT-8",
          "/taxPointCode", "The tax point is not a code that the standard knows.");
  const auto country = [&](const PostalAddress& a, const char* term, const char* at) {
    require(a.country.empty() || known_country(a.country), "BR-CL-14", term, at,
            "The country is not a code of ISO 3166-1.");
  };
  country(d_.seller.address, "BT-40", "/seller/address/country");
  country(d_.buyer.address, "BT-55", "/buyer/address/country");
  country(d_.representative.address, "BT-69", "/representative/address/country");
  country(d_.delivery.address, "BT-80", "/delivery/address/country");
  const auto scheme = [&](const Identifier& a, const char* term, const char* at) {
    require(a.scheme.empty() || known_address_scheme(a.scheme), "BR-CL-25", term, at,
            "The scheme of an electronic address is not one of the EAS list.");
  };
  scheme(d_.seller.electronic_address, "BT-34", "/seller/electronicAddress/scheme");
  scheme(d_.buyer.electronic_address, "BT-49", "/buyer/electronicAddress/scheme");
  for (std::size_t i = 0; i < d_.payment.size(); ++i)
    require(d_.payment[i].code.empty() || payment_code(d_.payment[i].code), "BR-CL-16", "BT-81",
            fmt::format("/payment/{}/code", i), "The means of payment is not a code of UNTDID 4461.");
  static constexpr const char* kCategory = "The VAT category is not a code of UNTDID 5305 that is used here.";
  const auto category = [&](const std::string& code, const char* rule, const char* term, std::string at) {
    require(code.empty() || among(kCategories, code), rule, term, std::move(at), kCategory);
  };
  for (std::size_t i = 0; i < d_.breakdown.size(); ++i) {
    category(d_.breakdown[i].category, "BR-CL-17", "BT-118", fmt::format("/breakdown/{}/category", i));
    require(d_.breakdown[i].exemption_code.empty() || is_vatex(d_.breakdown[i].exemption_code), "BR-CL-22",
            "BT-121", fmt::format("/breakdown/{}/exemptionCode", i),
            "The reason of exemption is not a code of the VATEX list.");
  }
  for (std::size_t i = 0; i < d_.allowances.size(); ++i)
    category(d_.allowances[i].category, "BR-CL-17", d_.allowances[i].charge ? "BT-102" : "BT-95",
             fmt::format("/allowances/{}/category", i));
  for (std::size_t i = 0; i < d_.lines.size(); ++i) {
    category(d_.lines[i].category, "BR-CL-18", "BT-151", fmt::format("/lines/{}/category", i));
    require(d_.lines[i].origin.empty() || known_country(d_.lines[i].origin), "BR-CL-15", "BT-159",
            fmt::format("/lines/{}/origin", i), "The country of origin is not a code of ISO 3166-1.");
  }
}

}  // namespace every::domain::einvoice
